import type { Payload } from './events.ts';
import type { AnalyticsOptions, ContentFields } from './options.ts';
import { ask, text } from './outside.ts';

const FIELDS = ['contentId', 'contentUrl', 'userId', 'deviceId', 'deviceModel', 'deviceType'] as const;
const LONGEST_URL = 2048;

/**
 * A URL fit to leave the device: without credentials, query and fragment, which carry tokens and names.
 * What is in a `data:` URL is content, not address.
 */
export function cleanUrl(url: string): string {
  const address = /^data:/i.test(url) ? 'data:' : url.replace(/[?#][^]*/, '');
  // Up to the last `@` of the authority (URL standard): passwords may hold one, too.
  return address.replace(/^([^/]*\/\/)[^/]*@/, '$1').slice(0, LONGEST_URL);
}

/** What `init` (0.1) or `metadata` (0.2) says about one content: the options, overridden by `content(url)`. */
export function contentPayload(options: AnalyticsOptions, url: string): Payload {
  // Where the app's callback fails, the viewing goes on with the fields that are known.
  const own: ContentFields = ask(() => ({ ...(options.content && options.content(url)) })) || {};
  const payload: Payload = { contentId: '', contentUrl: url };
  FIELDS.forEach((field) => {
    const value = [text(own[field]), options[field]].filter((one) => one !== undefined)[0];
    if (value !== undefined) payload[field] = value;
  });
  if (!options.keepUrlQuery) payload.contentUrl = cleanUrl(String(payload.contentUrl));
  return ask(() => ({ ...payload, ...options.payload, ...own.payload })) || payload;
}
