-- Writes one record if nobody else has since it was read.
--
-- KEYS  1 record  2 log  3 private  4 due  5 claims  then the tags gained, then the tags lost
-- ARGV  1 id  2 new version  3 token  4 wake (ms, 0: never)  5 hold (ms)  6 clock shift (ms)  7 how many tags are gained
--       8 all tags (JSON)  9 body  10 number of the last journal entry  11 its hash
--       then for every new entry its public half and its private half ('': none)
-- Result  1: written, now or by an earlier run of this very command;  0: another writer was faster, nothing is written

local id, version, token, wake = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

local found = redis.call('HMGET', KEYS[1], 'version', 'token')
local present = tonumber(found[1] or '0')
if present == version and found[2] == token then return 1 end
if present ~= version - 1 then return 0 end

redis.call('HSET', KEYS[1], 'version', ARGV[2], 'token', token, 'wake', ARGV[4],
  'tags', ARGV[8], 'body', ARGV[9], 'seq', ARGV[10], 'head', ARGV[11])

redis.call('HDEL', KEYS[5], id)
if wake == 0 then
  redis.call('ZREM', KEYS[4], id)
else
  local due, hold = wake, tonumber(ARGV[5])
  if hold > 0 then
    local t = redis.call('TIME')
    due = math.max(due, t[1] * 1000 + math.ceil(t[2] / 1000) + ARGV[6] + hold)
  end
  redis.call('ZADD', KEYS[4], due, id)
end

local gained = tonumber(ARGV[7])
for i = 6, #KEYS do
  if i < 6 + gained then redis.call('ZADD', KEYS[i], 0, id) else redis.call('ZREM', KEYS[i], id) end
end

local seq = tonumber(ARGV[10]) - (#ARGV - 11) / 2
for i = 12, #ARGV, 2 do
  seq = seq + 1
  redis.call('RPUSH', KEYS[2], ARGV[i])
  if ARGV[i + 1] ~= '' then redis.call('HSET', KEYS[3], seq, ARGV[i + 1]) end
end
return 1
