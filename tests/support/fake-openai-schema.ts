/**
 * What structured output takes with `strict: true`, refused in the words of the API.
 * Source: developers.openai.com, Structured outputs, "Supported schemas".
 */
const known: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['pattern', 'format'],
  number: ['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  integer: ['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  boolean: [],
  null: [],
};
const everywhere = [
  'type',
  'enum',
  'const',
  'description',
  'title',
  'anyOf',
  '$ref',
  '$defs',
  '$schema',
  'definitions',
];

type Node = Readonly<Record<string, unknown>>;
const isNode = (it: unknown): it is Node => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The first thing that strict mode does not take; null where all is well. */
export function schemaProblem(schema: unknown): string | null {
  if (!isNode(schema)) return 'schema must be a JSON Schema object.';
  if (schema.type !== 'object')
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${schema.type}"'.`;
  return problemIn(schema, []);
}

function problemIn(node: Node, at: readonly string[]): string | null {
  const context = `In context=(${at.map((it) => `'${it}'`).join(', ')}), `;
  const types = Array.isArray(node.type) ? node.type.map(String) : node.type === undefined ? [] : [String(node.type)];
  const allowed = [...everywhere, ...types.flatMap((type) => known[type] ?? [])];
  const foreign = Object.keys(node).find((key) => !allowed.includes(key));
  if (foreign) return `${context}'${foreign}' is not permitted.`;
  if (types.length === 0 && !node.anyOf && !node.$ref) return `${context}schema must have a 'type' key.`;
  return (types.includes('object') ? objectProblem(node, context) : null) ?? childProblem(node, at);
}

function objectProblem(node: Node, context: string): string | null {
  if (node.additionalProperties !== false)
    return `${context}'additionalProperties' is required to be supplied and to be false.`;
  const required = Array.isArray(node.required) ? node.required : [];
  const missing = Object.keys(isNode(node.properties) ? node.properties : {}).find((name) => !required.includes(name));
  if (!missing) return null;
  return `${context}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
}

function childProblem(node: Node, at: readonly string[]): string | null {
  const properties = Object.entries(isNode(node.properties) ? node.properties : {});
  const options = Array.isArray(node.anyOf) ? node.anyOf : [];
  const children = [
    ...properties.map(([name, child]) => [['properties', name], child] as const),
    ...options.map((child, index) => [['anyOf', String(index)], child] as const),
    ...(node.items === undefined ? [] : [[['items'], node.items] as const]),
  ];
  for (const [steps, child] of children) {
    const problem = isNode(child) ? problemIn(child, [...at, ...steps]) : `In context=(${steps}), it is no schema.`;
    if (problem) return problem;
  }
  return null;
}
