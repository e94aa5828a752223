import type { Fault, Faults } from './sides.ts';

/** What goes wrong next. */
export class FaultPlan implements Faults {
  #plan: { readonly method: string; readonly fault: Fault; left: number }[] = [];

  next(method: string, fault: Fault, times = 1): void {
    this.#plan.push({ method, fault, left: times });
  }

  clear(): void {
    this.#plan = [];
  }

  /** The fault for a call that has just come, if one was planned. */
  take(method: string): Fault | null {
    const found = this.#plan.find((it) => it.method === method || it.method === '*');
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#plan = this.#plan.filter((it) => it !== found);
    return found.fault;
  }
}
