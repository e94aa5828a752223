import type { Feature } from '../chat/handler.ts';

/** The table of contents of the product. */
export const features: readonly Feature[] = [];
