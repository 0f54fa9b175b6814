-- What every load has in common: threads know their number, every answer is looked at, and one line tells the result:
-- RESULT requests-a-second p50-µs p99-µs wrong-answers requests
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  thread:set("wrong", 0)
  thread:set("example", "")
  table.insert(threads, thread)
end

function look(good, status, body)
  if not good then
    wrong = wrong + 1
    example = status .. " " .. string.sub(body or "", 1, 200)
  end
end

function done(summary, latency, requests)
  local bad, shown = 0, ""
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
    if thread:get("example") ~= "" then shown = thread:get("example") end
  end
  local e = summary.errors
  bad = bad + e.connect + e.read + e.write + e.timeout
  if shown ~= "" then io.stderr:write("wrong answer: " .. shown .. "\n") end
  io.write(string.format("RESULT %.2f %.0f %.0f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50), latency:percentile(99), bad, summary.requests))
end

function lines(file)
  local all = {}
  for line in io.lines(file) do all[#all + 1] = line end
  return all
end
