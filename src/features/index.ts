import type { Feature } from '../chat/handler.ts';
import { help } from './help/feature.ts';
import { members } from './members/feature.ts';
import { progress } from './progress/feature.ts';
import { why } from './why/feature.ts';

/** The table of contents of the product. */
export const features: readonly Feature[] = [members, progress, why, help];
