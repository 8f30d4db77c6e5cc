// Loaded before the measured gateway: whatever listens without naming a host listens on loopback only.
const net = require("net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, second, ...rest) {
  if (typeof first === "object" && first !== null && first.port !== undefined && !first.host) {
    return listen.call(this, { ...first, host: "127.0.0.1" }, second, ...rest);
  }
  if (typeof first === "number" && typeof second !== "string") {
    return second === undefined
      ? listen.call(this, first, "127.0.0.1", ...rest)
      : listen.call(this, first, "127.0.0.1", second, ...rest);
  }
  return listen.call(this, first, second, ...rest);
};
