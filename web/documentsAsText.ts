import { type DocumentNode, print, stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'vite';

const document = /^export const (\w+) = (\{"kind":"Document".*\}) as unknown as DocumentNode.*;$/gm;

const moduleOf = 'virtual:operation/';

/**
 * Puts the generated operations into the bundle as text, which is a third of what their syntax trees are after compression, and each of them
 * into a module of its own, so that a screen brings its operations with it and the first load has no others.
 */
export function documentsAsText(): Plugin {
  const texts = new Map<string, string>();
  return {
    name: 'documents-as-text',
    apply: 'build',
    enforce: 'pre',
    resolveId: { filter: { id: /^virtual:operation\// }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:operation\// },
      handler: (id) => {
        const name = id.slice(1 + moduleOf.length);
        return { code: `import { gql } from 'urql';\nexport const ${name} = /* @__PURE__ */ gql(${JSON.stringify(texts.get(name))});`, moduleSideEffects: false };
      },
    },
    transform: {
      filter: { id: /src\/gql\/graphql\.ts$/ },
      handler: (code) => {
        const apart = code.replace(document, (_, name: string, tree: string) => {
          texts.set(name, stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode)));
          return `export { ${name} } from '${moduleOf}${name}';`;
        });
        if (apart === code) throw new Error('the generated operations do not look as they did: see documentsAsText.ts');
        return { code: apart, moduleSideEffects: false };
      },
    },
  };
}
