const inEnglish = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Names of regions that platforms give and BCP 47 takes for others: Slack's es-LA is Latin America, not Laos. */
const renamed: Readonly<Record<string, string>> = { 'es-la': 'es-419' };

/**
 * A BCP 47 tag as short as it can be said ("de-DE" is "de"), of language, script and region alone: whatever else may ride on a tag is
 * somebody's words. Null where it names no language that we know by name.
 */
export function languageTag(text: string): string | null {
  try {
    const typed = text.trim().replaceAll('_', '-');
    const locale = new Intl.Locale(renamed[typed.toLowerCase()] ?? typed);
    const { language, script, region } = locale.minimize();
    const tag = [language, script, region].filter((part) => part !== undefined).join('-');
    const isUndetermined = /^und\b/.test(locale.baseName);
    return !isUndetermined && inEnglish.of(tag) !== undefined ? tag : null;
  } catch {
    return null;
  }
}

/** "German", "Brazilian Portuguese". */
export const languageName = (tag: string): string => inEnglish.of(tag) ?? tag;

/**
 * The language in which someone's platform speaks to them, as far as it tells one: English it speaks to many who think, study and
 * write in another.
 */
export function languageToldBy(locale: string): string | undefined {
  const tag = languageTag(locale);
  return tag === null || tag === 'en' || tag.startsWith('en-') ? undefined : tag;
}
