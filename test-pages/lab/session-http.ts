import express, { type Request, type RequestHandler, type Response } from 'express';

/** Any content type: clients send `text/plain` to be spared a preflight. */
export const textBody: RequestHandler = express.text({ type: () => true, limit: '4mb' });

export const answerJson = (response: Response, data: unknown, status = 200) => {
  response
    .status(status)
    .type('application/json')
    .send(JSON.stringify(data, null, 4));
};

/** Like the runner's: neither body nor type. */
export const answerEmpty = (response: Response, status = 200) => {
  response.status(status).end();
};

/** @throws SyntaxError */
export const bodyOf = (request: Request): Record<string, unknown> => {
  const text = typeof request.body === 'string' ? request.body : '';
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
};

/** A parameter of the path; Express may give a list for a wildcard. */
export const parameter = (request: Request, name: string) => String(request.params[name]);

/** The runner lets every page in, and never with credentials. */
export const letIn: RequestHandler = (request, response, next) => {
  for (const name of ['Origin', 'Headers', 'Methods']) response.setHeader(`Access-Control-Allow-${name}`, '*');
  if (request.method === 'OPTIONS') response.status(200).end();
  else next();
};

/** What goes wrong in a handler is the server's fault to the runner, whatever it was. */
export const orFail =
  (handler: (request: Request, response: Response) => void): RequestHandler =>
  (request, response) => {
    try {
      handler(request, response);
    } catch {
      answerEmpty(response, 500);
    }
  };
