/* global qrcode */
/*
 * The status code that the Device Observation Framework reads from a camera recording: a QR code on the video with what
 * the player does, {"s": state, "a": last action, "ct": position in seconds, "d": ms that drawing the code before took}.
 */
window.dpctfStatusCode = function (media, canvas, text) {
  'use strict';
  var state = 'waiting';
  var action = 'initialize';
  var drawnIn = 0;

  /** Where the picture is in the element, and how large a thousandth of it is. */
  function picture() {
    var box = media.getBoundingClientRect();
    var ratio = (media.videoWidth || box.width) / (media.videoHeight || box.height);
    var pillars = ratio < box.width / box.height;
    var width = pillars ? box.height * ratio : box.width;
    var height = pillars ? box.height : box.width / ratio;
    return {
      left: (box.width - width) / 2,
      top: (box.height - height) / 2,
      width: width,
      height: height,
      scale: pillars ? box.height / 1000 : box.width / 1800,
    };
  }

  function place() {
    var shown = picture();
    var style = canvas.style;
    style.left = shown.left + 0.7 * shown.width + 'px';
    style.top = shown.top + 0.3 * shown.height + 'px';
    style.width = style.height = 350 * shown.scale + 'px';
    style.padding = 20 * shown.scale + 'px';
  }

  function draw() {
    var started = new Date().getTime();
    var content = { s: state, a: action };
    if (isFinite(media.currentTime)) content.ct = media.currentTime;
    // Always: without it the framework does not read the position, either.
    content.d = drawnIn;
    var words = JSON.stringify(content);
    var code = qrcode(0, 'H');
    code.addData(words);
    code.make();
    var modules = code.getModuleCount();
    var size = Math.max(1, Math.floor(350 / modules));
    canvas.width = canvas.height = modules * size;
    var context = canvas.getContext('2d');
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    for (var row = 0; row < modules; row++)
      for (var column = 0; column < modules; column++)
        if (code.isDark(row, column)) context.fillRect(column * size, row * size, size, size);
    place();
    text.textContent = words;
    drawnIn = new Date().getTime() - started;
  }

  function show(nextState, nextAction) {
    if (state === 'error' && nextState !== 'finished') return;
    state = nextState || state;
    action = nextAction || action;
    draw();
  }

  function on(type, nextState, nextAction) {
    media.addEventListener(type, function () {
      show(nextState, nextAction);
    });
  }

  on('loadstart', 'buffering');
  on('play', 'playing', 'play');
  on('playing', 'playing');
  on('pause', 'paused', 'pause');
  on('waiting', 'waiting');
  on('stalled', 'stalled');
  on('ended', 'ended');
  on('error', 'error');
  on('seeking');
  on('seeked');
  on('timeupdate');
  media.addEventListener('canplay', function () {
    if (media.paused && !media.ended) show('ready');
    else draw();
  });
  window.addEventListener('resize', draw);
  draw();
  return { show: show };
};
