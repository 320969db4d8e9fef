export { createAnalytics } from './analytics.ts';
export type { Analytics, Reports, Snapshot } from './api.ts';
export type { Clock } from './clock.ts';
export type {
  AnalyticsEvent,
  Dialect,
  ErrorDetails,
  EventName,
  Milliseconds,
  Payload,
  Rendition,
  ReportedError,
  ReportedRendition,
  Seconds,
} from './events.ts';
export type { AnalyticsOptions, ContentFields } from './options.ts';
export type {
  AnalyticsRecord,
  DeliveryRecord,
  DroppedRecord,
  DropReason,
  EventRecord,
  PlaybackState,
  StateRecord,
} from './records.ts';
export type { MediaLike, MediaReading, PlayerHints, Signal } from './signals.ts';
