-- Takes away a record, its journal and its tags, if nobody has written it since it was read.
--
-- KEYS  1 record  2 log  3 private  4 due  5 claims  then its tags
-- ARGV  1 id  2 version
-- Result  1: gone;  0: it has another version or is gone already

if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('HDEL', KEYS[5], ARGV[1])
for i = 6, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return 1
