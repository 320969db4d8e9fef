import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { Router, type Response } from 'express';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Of the players just what the pages load: everything else in node_modules stays private. */
const VENDOR: Readonly<Record<string, string>> = {
  '/vendor/video.js/video.min.js': 'node_modules/video.js/dist/video.min.js',
  '/vendor/video.js/video-js.min.css': 'node_modules/video.js/dist/video-js.min.css',
  '/vendor/shaka-player/shaka-player.compiled.js': 'node_modules/shaka-player/dist/shaka-player.compiled.js',
};

/** A TV keeps what it may keep for as long as it likes; while developing that is never right. */
const headers = (response: Response) => {
  response.set({ 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' });
};

/** The test pages, their media, the built bundles and the players. */
export function createPages(): Router {
  const router = Router();
  const serve = (folder: string) =>
    express.static(ROOT + folder, { setHeaders: headers, dotfiles: 'ignore', fallthrough: true });
  Object.entries(VENDOR).forEach(([path, file]) => {
    router.get(path, (_request, response, next) => {
      headers(response);
      response.sendFile(file, { root: ROOT, dotfiles: 'ignore' }, (error) => error && next(error));
    });
  });
  router.use('/dist', serve('dist'));
  router.use('/', serve('test-pages'));
  return router;
}

/** Whether the bundles that the pages load are built. */
export const isBuilt = () => existsSync(`${ROOT}dist/browser/tellybeat.min.js`);
