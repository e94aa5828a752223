import type { Tokens } from './written.ts';

/** Dollars for a million tokens, which is millionths of a dollar for one. */
export interface Price {
  readonly read: number;
  readonly cached: number;
  readonly written: number;
}

export type Prices = Readonly<Record<string, Price>>;

const price = (read: number, cached: number, written: number): Price => ({ read, cached, written });

/** Source: developers.openai.com, pricing and deprecations, read in November 2026. Settings come before these. */
const known: Prices = {
  'gpt-6.2-astra': price(8, 0.4, 40),
  'gpt-6.2-sol': price(2, 0.1, 10),
  'gpt-6.1-sol': price(2, 0.1, 10),
  'gpt-6.1-terra': price(1, 0.05, 5),
  'gpt-6-luna': price(0.1, 0.01, 0.5),
  'gpt-5.6-sol': price(4, 0.4, 20),
  'gpt-5.6-terra': price(2, 0.2, 12),
  'gpt-5.6-luna': price(0.2, 0.02, 1.2),
  'gpt-5.5': price(5, 0.5, 30),
  'gpt-5.4': price(2.5, 0.25, 15),
  'gpt-5.4-mini': price(0.75, 0.075, 4.5),
  'gpt-5.4-nano': price(0.2, 0.02, 1.25),
  'gpt-5.2': price(1.75, 0.175, 14),
  'gpt-5.1': price(1.25, 0.125, 10),
  'gpt-4.1': price(2, 0.5, 8),
  'gpt-4.1-mini': price(0.4, 0.1, 1.6),
  'gpt-4o': price(2.5, 1.25, 10),
  'gpt-4o-mini': price(0.15, 0.075, 0.6),
};

/** What a model costs; a dated one as its name without the date. Null where nobody said. */
export function priceOf(model: string, own: Prices): Price | null {
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return own[model] ?? own[undated] ?? known[undated] ?? null;
}

/** In millionths of a dollar, rounded up; 0 where the price is not known. */
export function costOf({ read, cached, written }: Tokens, price: Price | null): number {
  if (!price) return 0;
  return Math.ceil((read - cached) * price.read + cached * price.cached + written * price.written);
}
