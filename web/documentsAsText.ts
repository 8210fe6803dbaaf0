import { type DocumentNode, print, stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'vite';

const document = /^export const (\w+) = (\{"kind":"Document".*\}) as unknown as DocumentNode.*;$/gm;

/** Puts the generated operations into the bundle as text, which is a third of what their syntax trees are after compression. */
export const documentsAsText = (): Plugin => ({
  name: 'documents-as-text',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /src\/gql\/graphql\.ts$/ },
    handler: (code) => {
      const asText = code.replace(document, (_, name: string, tree: string) =>
        `export const ${name} = /* @__PURE__ */ gql(${JSON.stringify(stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode)))});`);
      if (asText === code) throw new Error('the generated operations do not look as they did: see documentsAsText.ts');
      return `import { gql } from 'urql';\n${asText}`;
    },
  },
});
