import { type Html, html, type Put } from '../html.ts';

/** A whole page. `script` is the name of the module in static/ that brings it to life. */
export function layout(title: string, body: Put, { script, data }: { script?: string; data?: Html } = {}): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/static/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/look.css">
<link rel="stylesheet" href="/static/page.css">
<link rel="stylesheet" href="/static/message.css">
<link rel="stylesheet" href="/static/sheet.css">
${script !== undefined && html`<script type="module" src="/static/${script}"></script>`}
</head>
<body${data}>
${body}
</body>
</html>`.toString();
}

/** A page that says one thing, with one way on. */
export function notice(title: string, words: string, way: { readonly label: string; readonly path: string }): string {
  const body = html`<main class="notice"><h1>${title}</h1><p>${words}</p>
<p><a class="act main" href="${way.path}">${way.label}</a></p></main>`;
  return layout(`${title} · Studyloop`, body);
}
