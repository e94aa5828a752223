import { asList, isGiven } from './json.ts';
import { ApiRefusal } from './refusal.ts';

export type Path = readonly (string | number)[];

interface Bounds {
  readonly min?: number;
  readonly max: number;
  readonly isRequired?: boolean;
}

/** What is wrong with a body, field by field, in the shape of Discord's 50035. */
export class FormProblems {
  readonly #errors: Record<string, unknown> = {};
  #count = 0;

  add(path: Path, code: string, message: string): void {
    this.#count += 1;
    const place = path.reduce<Record<string, unknown>>((at, step) => {
      const next = at[step] ?? {};
      at[step] = next;
      return next as Record<string, unknown>;
    }, this.#errors);
    place._errors = [...asList(place._errors), { code, message }];
  }

  throwIfAny(): void {
    if (this.#count > 0) throw new ApiRefusal(400, 50035, 'Invalid Form Body', this.#errors);
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** A text within bounds, in UTF-16 units; blank counts as absent where it is required. */
  text(path: Path, value: unknown, { min = 0, max, isRequired = false }: Bounds): void {
    if (!isGiven(value)) {
      if (isRequired) this.required(path);
    } else if (typeof value !== 'string') {
      this.add(path, 'BASE_TYPE_BAD_TYPE', 'Must be a string.');
    } else if (isRequired && value.trim() === '') {
      this.required(path);
    } else if (value.length > max || value.length < min) {
      if (min > 0) this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      else this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  }

  whole(path: Path, value: unknown, { min = 0, max, isRequired = false }: Bounds): void {
    if (!isGiven(value)) {
      if (isRequired) this.required(path);
    } else if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    } else if (value < min) {
      this.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    } else if (value > max) {
      this.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    }
  }

  /** The items of a list within bounds; what is no list is a problem and has none. */
  list(path: Path, value: unknown, { min = 0, max, isRequired = false }: Bounds): readonly unknown[] {
    if (!isGiven(value)) {
      if (isRequired) this.required(path);
      return [];
    }
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
    return value;
  }

  oneOf(path: Path, value: unknown, allowed: readonly (string | number)[]): boolean {
    const fits = (typeof value === 'string' || typeof value === 'number') && allowed.includes(value);
    if (!fits) this.add(path, 'UNION_TYPE_CHOICES', `Value of field must be one of (${allowed.join(', ')}).`);
    return fits;
  }

  unique(path: Path, values: readonly unknown[], what: string): void {
    if (new Set(values).size < values.length) {
      this.add(path, `${what}_DUPLICATED`, `The specified ${what.toLowerCase().replaceAll('_', ' ')} is already used`);
    }
  }
}
