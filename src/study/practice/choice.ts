/**
 * What to practise next: each skill is an arm of a bandit whose reward is learning progress, the absolute change of predicted mastery
 * (Oudeyer et al. 2007; Clément et al. 2015 for exercises; Teacher-Student Curriculum Learning, Matiisen et al. 2019).
 */

/** A skill as an arm. */
export interface Arm {
  readonly skill: string;
  /** Expected learning progress of an answer; null before the first. */
  readonly worth: number | null;
  readonly tries: number;
  /** The chance, 0-1, that the next answer is right. */
  readonly chance: number;
}

export interface Chosen {
  readonly arm: Arm;
  /** Chosen to find out, not for what it promises. */
  readonly isExploring: boolean;
}

/** What an arm is thought to be worth before its first answer: a little more than most turn out to be, so that each is tried. */
const firstWorth = 0.05;
/** How far the worth moves towards what the last answer brought. */
const step = 0.25;

/** TD(0) where no state follows: the worth moves towards the reward. Progress is counted by its size; forgetting calls for practice too. */
export function worthAfter(worth: number | null, masteryBefore: number, masteryAfter: number): number {
  const before = worth ?? firstWorth;
  return before + step * (Math.abs(masteryAfter - masteryBefore) - before);
}

const zone = { from: 0.6, to: 0.8 };

/** 1 where success is likely but not certain, less the further away; never 0, so that nothing is shut out for good. */
export function damping(chance: number): number {
  const away = Math.max(zone.from - chance, chance - zone.to, 0);
  return 0.05 + 0.95 * Math.exp(-((away / 0.2) ** 2) / 2);
}

export const scoreOf = ({ worth, chance }: Arm): number => (worth ?? firstWorth) * damping(chance);

/** Exploring happens by chance, but in no run of questions less or more often than this. */
const exploring = { usual: 0.15, least: 0.05, most: 0.35 };

/** Which of the last questions, newest first, were explorations: their share decides when chance has gone too far. */
export function isTimeToExplore(past: readonly boolean[], random: () => number): boolean {
  const drawn = random();
  if (past.length < 10) return drawn < exploring.usual;
  const share = past.filter(Boolean).length / past.length;
  if (share < exploring.least) return true;
  return share < exploring.most && drawn < exploring.usual;
}

/**
 * The next arm; null where there is none. Not the one of the last question, where another can be had: mixed practice is remembered
 * better. `past`: which of the last 20 questions or so were explorations.
 */
export function chooseArm(
  arms: readonly Arm[],
  { lastSkill, past, random }: { lastSkill: string | null; past: readonly boolean[]; random: () => number },
): Chosen | null {
  const others = arms.filter(({ skill }) => skill !== lastSkill);
  const open = others.length > 0 && !isRestFar(arms, others) ? others : arms;
  const isExploring = open.length > 1 && isTimeToExplore(past, random);
  const weigh = isExploring ? ({ tries }: Arm) => 1 / (1 + tries) : (arm: Arm) => scoreOf(arm) ** 3;
  const arm = drawBy(open, weigh, random);
  return arm && { arm, isExploring };
}

/** Whether all others are so much less worth that staying is better. */
function isRestFar(arms: readonly Arm[], others: readonly Arm[]): boolean {
  const best = (all: readonly Arm[]) => Math.max(...all.map(scoreOf));
  return best(others) < 0.25 * best(arms);
}

/** One of them, by chance in proportion to its weight; null where there are none. */
export function drawBy<T>(all: readonly T[], weigh: (it: T) => number, random: () => number): T | null {
  const weights = all.map(weigh);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [at, it] of all.entries()) {
    left -= weights[at] ?? 0;
    if (left < 0) return it;
  }
  return all.at(-1) ?? null;
}

/** From this chance on, and after so many answers on the skill, answers are written: recognising comes first, then recalling. */
const writing = { fromChance: 0.7, fromAnswers: 3 };

/** Null where the question can be asked in neither way. */
export function formatFor(
  known: { readonly chance: number; readonly answers: number },
  can: { readonly choice: boolean; readonly open: boolean },
): 'choice' | 'open' | null {
  const isReady = known.chance >= writing.fromChance && known.answers >= writing.fromAnswers;
  if (can.open && (isReady || !can.choice)) return 'open';
  return can.choice ? 'choice' : null;
}
