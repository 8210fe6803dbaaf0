import { Text } from '@mantine/core';
import type { EmployerRecordFragment, LegalForm } from '../../../gql/graphql';
import { longMomentDay } from '../../../words/date';
import { legalForm } from '../../../words/label';

type Provenance = EmployerRecordFragment['provenance'][number];

/** Where a field has its value from, or what a file said before somebody knew better. */
export function originWords({ field, source, fileName, line, at, said, holds }: Provenance): string {
  const file = source === 'COMPANIES_HOUSE' ? 'Companies House' : line === null ? fileName : `${fileName}, line ${line.toString()}`;
  const day = longMomentDay(at);
  if (holds) return `From ${file}, ${day}`;
  const value = field === 'legalForm' && said in legalForm ? legalForm[said as LegalForm] : said;
  return `${file} said “${value}” on ${day}`;
}

/** Tells beside a field which file it is from; nothing where no file spoke of it. */
export function Origin({ of, field }: { of: Pick<EmployerRecordFragment, 'provenance'>; field: string }) {
  const told = of.provenance.filter((each) => each.field === field);
  const shown = told.some(({ holds }) => holds) ? told.filter(({ holds }) => holds).slice(0, 1) : told;
  return shown.map((each) => <Text key={each.source} size="xs" c="dimmed">{originWords(each)}</Text>);
}
