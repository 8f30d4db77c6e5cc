// Preloaded into servers that would bind every interface: listening without a host means loopback here.
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  if (first !== null && typeof first === 'object' && first.port !== undefined) {
    return listen.call(this, { host: '127.0.0.1', ...first }, ...rest);
  }
  if (typeof first === 'number' && typeof rest[0] !== 'string') {
    return listen.call(this, first, '127.0.0.1', ...rest.filter((value) => value !== undefined));
  }
  return listen.call(this, first, ...rest);
};
