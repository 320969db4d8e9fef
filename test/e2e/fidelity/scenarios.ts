import type { Scenario } from './scenario.ts';
import { LIVE } from './scenarios-live.ts';
import { SOURCE } from './scenarios-source.ts';
import { VIEWER } from './scenarios-viewer.ts';

export const SCENARIOS: readonly Scenario[] = [...VIEWER, ...SOURCE, ...LIVE];
