-- Takes due records, the oldest first, and puts each off to the end of a lease that doubles with every claim since its
-- last put.
--
-- KEYS  1 due  2 claims
-- ARGV  1 clock shift (ms)  2 lease (ms)  3 how many at most  4 longest doubled lease (ms)
-- Result  when the earliest record falls due now (ms, '0': there is none), then the ids taken

local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[1]
local lease, longest = tonumber(ARGV[2]), tonumber(ARGV[4])

local ids = redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do
  local before = redis.call('HINCRBY', KEYS[2], id, 1) - 1
  redis.call('ZADD', KEYS[1], now + math.min(lease * 2 ^ before, math.max(lease, longest)), id)
end

local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
table.insert(ids, 1, string.format('%.0f', tonumber(first[2] or 0))) -- a score may come as 1.9e+12
return ids
