-- Sends the requests of a file ($REQUESTS, lines of account, path and perhaps a body, parted by tabs), one after the
-- other and again from the start, with the token of each account ($TOKENS). Prints one line: the number of answers,
-- the seconds, the median and the 99th percentile in ms, and how many were no success.
local threads = 0

function setup(thread)
  thread:set("offset", threads)
  threads = threads + 1
end

local function read(name, each)
  for line in io.lines(os.getenv(name)) do
    each(line)
  end
end

function init()
  local tokens, count = {}, 0
  read("TOKENS", function(line)
    local account, token = line:match("^([^\t]*)\t(.*)$")
    tokens[account] = token
  end)
  requests = {}
  read("REQUESTS", function(line)
    local account, path, body = line:match("^([^\t]*)\t([^\t]*)\t?(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. tokens[account] }
    if body ~= "" then headers["Content-Type"] = "application/json" end
    count = count + 1
    requests[count] = wrk.format(body ~= "" and "POST" or "GET", path, headers, body ~= "" and body or nil)
  end)
  size = count
  at = math.floor(size * offset / 8)
end

function request()
  at = at % size + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("measured %d %.6f %.3f %.3f %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
