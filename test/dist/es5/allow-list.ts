const words = (list: string): string[] => list.trim().split(/\s+/);

const CONSTRUCTOR = 'length name prototype';
const ERROR_PROTOTYPE = words('constructor name message toString');
const NATIVE_ERRORS = words('EvalError RangeError ReferenceError SyntaxError TypeError URIError');

const dateParts = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const dateAccessors = dateParts.flatMap((part) => [`get${part}`, `getUTC${part}`, `set${part}`, `setUTC${part}`]);

/**
 * All built-ins of ECMA-262 edition 5.1 (clause 15 and annex B), by the object that holds them. Whatever else a realm
 * has is newer or nonstandard, and is taken away.
 */
export const ES5: Readonly<Record<string, readonly string[]>> = {
  // 15.1, B.2
  '': words(`NaN Infinity undefined eval parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI
    encodeURIComponent escape unescape Object Function Array String Boolean Number Date RegExp Error Math JSON
    ${NATIVE_ERRORS.join(' ')}`),
  Object: words(`${CONSTRUCTOR} getPrototypeOf getOwnPropertyDescriptor getOwnPropertyNames create defineProperty
    defineProperties seal freeze preventExtensions isSealed isFrozen isExtensible keys`),
  'Object.prototype': words(`constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf
    propertyIsEnumerable`),
  Function: words(CONSTRUCTOR),
  'Function.prototype': words('constructor toString apply call bind length name arguments caller'),
  Array: words(`${CONSTRUCTOR} isArray`),
  'Array.prototype': words(`constructor toString toLocaleString concat join pop push reverse shift slice sort splice
    unshift indexOf lastIndexOf every some forEach map filter reduce reduceRight length`),
  String: words(`${CONSTRUCTOR} fromCharCode`),
  'String.prototype': words(`constructor toString valueOf charAt charCodeAt concat indexOf lastIndexOf localeCompare
    match replace search slice split substring toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase trim substr
    length`),
  Boolean: words(CONSTRUCTOR),
  'Boolean.prototype': words('constructor toString valueOf'),
  Number: words(`${CONSTRUCTOR} MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY`),
  'Number.prototype': words('constructor toString toLocaleString valueOf toFixed toExponential toPrecision'),
  Math: words(`E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow
    random round sin sqrt tan`),
  Date: words(`${CONSTRUCTOR} parse UTC now`),
  'Date.prototype': words(`constructor toString toDateString toTimeString toLocaleString toLocaleDateString
    toLocaleTimeString valueOf getTime setTime getDay getUTCDay getTimezoneOffset toUTCString toISOString toJSON getYear
    setYear toGMTString ${dateAccessors.join(' ')}`),
  RegExp: words(CONSTRUCTOR),
  'RegExp.prototype': words('constructor exec test toString source global ignoreCase multiline'),
  Error: words(CONSTRUCTOR),
  'Error.prototype': ERROR_PROTOTYPE,
  JSON: words('parse stringify'),
  ...Object.fromEntries(
    NATIVE_ERRORS.flatMap((name) => [
      [name, words(CONSTRUCTOR)],
      [`${name}.prototype`, ERROR_PROTOTYPE],
    ]),
  ),
};
