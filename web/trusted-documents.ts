// Writes the list of the operations that this front end sends, so that a server can refuse all others: SHA-256 of the text in
// hexadecimal -> the text, exactly as urql puts it on the wire.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { formatDocument, stringifyDocument } from 'urql';
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';
import * as generated from './src/gql/graphql.ts';

const kindOf = (document: DocumentNode) => document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.operation;

// The cache adds __typename to what it keeps, and it keeps no subscriptions.
const textOf = (document: DocumentNode) => stringifyDocument(kindOf(document) === OperationTypeNode.SUBSCRIPTION ? document : formatDocument(document));

const texts = Object.values(generated as Record<string, DocumentNode>).filter(kindOf).map(textOf);
const trusted = Object.fromEntries(texts.sort().map((text) => [createHash('sha256').update(text).digest('hex'), text]));
writeFileSync('src/gql/trusted-documents.json', `${JSON.stringify(trusted, null, 2)}\n`);
