/**
 * Run inside a fresh realm with the allow-list: takes away every built-in that is not on it and returns their paths.
 * Properties named by symbols stay: without Symbol no ES5 script can name them, and the engine itself needs them.
 */
(function (allowed) {
  'use strict';
  var global = globalThis;
  var removed = [];
  Object.keys(allowed).forEach(function (path) {
    var holder = path
      .split('.')
      .filter(Boolean)
      .reduce(function (object, name) {
        return object[name];
      }, global);
    Object.getOwnPropertyNames(holder).forEach(function (name) {
      if (allowed[path].indexOf(name) < 0) removed.push([holder, name, (path ? path + '.' : '') + name]);
    });
  });

  // Number.EPSILON and its like can't be deleted: a Number without them takes the place.
  var Newer = Number;
  global.Number = Newer.prototype.constructor = function Number(value) {
    var number = arguments.length ? Newer(value) : 0;
    return this instanceof global.Number ? new Newer(number) : number;
  };
  global.Number.prototype = Newer.prototype;
  allowed.Number.forEach(function (name) {
    if (/^[A-Z]/.test(name)) global.Number[name] = Newer[name];
  });

  // Today's engines read `flags` where ES5 had its own way; scripts must not see it, so it is there during the call only.
  var flags = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags');
  ['match', 'replace', 'search', 'split'].forEach(function (name) {
    var original = String.prototype[name];
    String.prototype[name] = function () {
      Object.defineProperty(RegExp.prototype, 'flags', flags);
      try {
        return original.apply(this, arguments);
      } finally {
        delete RegExp.prototype.flags;
      }
    };
  });

  removed.forEach(function (entry) {
    // In strict mode a built-in that can't be taken away throws.
    if (entry[0] !== Newer) delete entry[0][entry[1]];
  });
  return removed.map(function (entry) {
    return entry[2];
  });
});
