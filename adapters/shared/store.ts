import { and, eq, lt, sql } from 'drizzle-orm';
import type { Form } from '../../src/chat/form.ts';
import type { Db } from '../../src/db/connect.ts';
import { openForm } from '../../src/db/schema/index.ts';

const keptMs = 30 * 24 * 3600 * 1000;

export interface OpenForm {
  readonly id: string;
  /** The sender's key: nobody else may open it. */
  readonly ownerKey: string;
  readonly form: Form;
  readonly at: Date;
}

/** Keeps a form that opens before someone, or puts what they typed into it; and forgets those that nobody has touched for 30 days. */
export async function keepForm(db: Db, { id, ownerKey, form, at }: OpenForm): Promise<void> {
  const old = db.$with('old').as(
    db
      .delete(openForm)
      .where(lt(openForm.at, new Date(at.getTime() - keptMs)))
      .returning({ id: openForm.id }),
  );
  await db
    .with(old)
    .insert(openForm)
    .values({ id, ownerKey, form, at })
    .onConflictDoUpdate({
      target: openForm.id,
      set: { form: sql`excluded.form`, at: sql`excluded.at` },
      setWhere: eq(openForm.ownerKey, ownerKey),
    });
}

/** The form as it was left, or null where there is none of that id for this person. */
export async function findForm(db: Db, id: string, ownerKey: string): Promise<Form | null> {
  const [found] = await db
    .select({ form: openForm.form })
    .from(openForm)
    .where(and(eq(openForm.id, id), eq(openForm.ownerKey, ownerKey)));
  return found?.form ?? null;
}
