import type { Payload } from './events.ts';
import type { AnalyticsOptions } from './options.ts';
import { ask } from './outside.ts';

const FIELDS = ['userId', 'deviceId', 'deviceModel', 'deviceType'] as const;
const LONGEST_URL = 2048;

/**
 * A URL fit to leave the device: without credentials, query and fragment, which carry tokens and names.
 * What is in a `data:` URL is content, not address.
 */
export function cleanUrl(url: string): string {
  const address = /^data:/i.test(url) ? 'data:' : url.replace(/[?#].*$/, '');
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1').slice(0, LONGEST_URL);
}

/** What `init` (0.1) or `metadata` (0.2) says about one content: the options, overridden by `content(url)`. */
export function contentPayload(options: AnalyticsOptions, url: string): Payload {
  // Where the app's callback fails, the viewing goes on with the fields that are known.
  const own = ask(() => options.content && options.content(url)) || {};
  const contentUrl = own.contentUrl ?? options.contentUrl ?? url;
  const payload: Payload = {
    contentId: own.contentId ?? options.contentId ?? '',
    contentUrl: options.keepUrlQuery ? contentUrl : cleanUrl(contentUrl),
  };
  FIELDS.forEach((field) => {
    const value = own[field] ?? options[field];
    if (value !== undefined) payload[field] = value;
  });
  return { ...payload, ...options.payload, ...own.payload };
}
