-- args: path run password. Each request is somebody new: the run, the thread and a count make the login.
dofile(os.getenv("WRK_COMMON"))
local path, run, password, count = "", "", "", 0
local headers = { ["Content-Type"] = "application/json" }

function init(args)
  path, run, password = args[1], args[2], args[3]
end

function request()
  count = count + 1
  local login = run .. "-" .. number .. "-" .. count
  return wrk.format("POST", path, headers,
    '{"username":"' .. login .. '","email":"' .. login .. '@example.org","password":"' .. password .. '"}')
end

function response(status, _, body)
  look(status == 201 and string.find(body, '"refresh_token":"', 1, true), status, body)
end
