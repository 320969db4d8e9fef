/**
 * What swc's lowering to ES5 leans on, in the few bytes our code needs: `for…of`, spread and array destructuring meet
 * arrays only, object spread plain objects. swc's own helpers are many times as large and look for Symbol and Reflect.
 */
const HELPERS = {
  _extends: `export function _(target) {
    for (var i = 1; i < arguments.length; i++) {
      for (var key in arguments[i]) {
        if (Object.prototype.hasOwnProperty.call(arguments[i], key)) target[key] = arguments[i][key];
      }
    }
    return target;
  }`,
  _object_without_properties_loose: `export function _(source, excluded) {
    var target = {};
    Object.keys(source).forEach(function (key) {
      if (excluded.indexOf(key) < 0) target[key] = source[key];
    });
    return target;
  }`,
  _define_property: 'export function _(object, key, value) { object[key] = value; return object; }',
  _sliced_to_array: 'export function _(array) { return array; }',
  _to_array: 'export function _(array) { return array; }',
  _to_consumable_array: 'export function _(array) { return array.slice(); }',
};

const NAME = /^@swc\/helpers\/_\/(\w+)$/;

/** A Rollup plugin: our helpers for swc's; a construct that needs another one does not build. */
export const es5Helpers = () => ({
  name: 'es5-helpers',
  resolveId: (id) => (NAME.test(id) ? { id: `\0${id}`, moduleSideEffects: false } : null),
  load(id) {
    const [, helper] = NAME.exec(id.replace('\0', '')) ?? [];
    if (!helper) return null;
    if (!HELPERS[helper]) {
      this.error(`${helper}: class, generator, async or the like has no place in an ES5 bundle; write it without.`);
    }
    return HELPERS[helper];
  },
});
