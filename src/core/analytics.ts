import type { Analytics } from './api.ts';
import type { AnalyticsOptions } from './options.ts';

/** @throws TypeError */
export declare function createAnalytics(options: AnalyticsOptions): Analytics;
