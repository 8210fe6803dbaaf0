import { ActionIcon, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { EmployerRecordFragment, GrowthSector } from '../../../gql/graphql';
import { counted } from '../../../words/count';
import { longDay } from '../../../words/date';
import { identifierScheme } from '../../../words/label';
import { EditableFact } from '../EditableFact';
import type { Employer } from '../EmployerScreen';
import { Fact } from '../Fact';
import { growthWords } from '../facts';
import { Origin } from './Origin';

const NumbersForm = lazy(() => import('./NumbersForm'));
const NamesForm = lazy(() => import('./NamesForm'));
const GrowthInput = lazy(() => import('./GrowthInput'));
const IndustryForm = lazy(() => import('./IndustryForm'));

interface Props {
  employer: Employer;
  editable: boolean;
}

/** The numbers that registers gave an employer, the industry that it is in, and its other names. */
export function RecordFacts({ employer, editable, today }: Props & { today: string }) {
  const { identifiers, names, sicCodes } = employer;
  return (
    <>
      <ListFact label="Numbers" editable={editable} form={(done) => <NumbersForm employer={employer} onDone={done} />}>
        {identifiers.length === 0 && 'None'}
        {identifiers.map(({ scheme, value }) => <div key={scheme + value}>{identifierScheme[scheme]} {value}</div>)}
        <Origin of={employer} field="companyNumber" />
      </ListFact>
      <ListFact label="Industry" editable={editable} form={(done) => <IndustryForm employer={employer} onDone={done} />}>
        {sicCodes.length === 0 && 'Not known'}
        {sicCodes.map(({ version, code, title }) => <div key={version + code}>{title ? `${title} (${code})` : code}{version === '2007' ? '' : `, SIC ${version}`}</div>)}
      </ListFact>
      <GrowthFact employer={employer} editable={editable} />
      <ListFact label="Other names" editable={editable} form={(done) => <NamesForm employer={employer} today={today} onDone={done} />}>
        {names.every(({ kind }) => kind === 'LEGAL') && 'None'}
        {names.filter(({ kind }) => kind !== 'LEGAL').map((each) => (
          <div key={[each.kind, each.name, each.from].join()}>
            {each.kind === 'TRADING' ? 'Trades as' : 'Was called'} {each.name}
            {(each.from ?? each.until) && <Text span size="xs" c="dimmed"> {days(each)}</Text>}
          </div>
        ))}
      </ListFact>
    </>
  );
}

const days = ({ from, until }: { from: string | null; until: string | null }) => [from && `from ${longDay(from)}`, until && `until ${longDay(until)}`].filter(Boolean).join(' ');

function GrowthFact({ employer, editable }: Props) {
  return (
    <EditableFact<GrowthSector[]> employer={employer} editable={editable} label="Growth sectors" shown={growthWords(employer)} start={() => employer.growthSectors}
      toInput={(growthSectors) => ({ growthSectors })}
      input={(props) => <Suspense><GrowthInput {...props} /></Suspense>} />
  );
}

/** Earlier sizes, the latest three of them. */
export function EarlierSizes({ sizes }: Pick<EmployerRecordFragment, 'sizes'>) {
  const [first] = sizes;
  return (
    <>
      {first && !first.until && <Text size="xs" c="dimmed">Since {longDay(first.from)}</Text>}
      {sizes.filter(({ until }) => until).slice(0, 3).map(({ headcount, from, until }) => (
        <Text key={from + (until ?? '')} size="xs" c="dimmed">{headcount === null ? 'Not known' : counted(headcount, 'person', 'people')} {days({ from, until })}</Text>
      ))}
    </>
  );
}

function ListFact({ label, editable, form, children }: { label: string; editable: boolean; form: (done: () => void) => ReactNode; children: ReactNode }) {
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Fact label={label} action={editable && <ActionIcon variant="subtle" color="gray.7" size={24} aria-label={`Change ${label.toLowerCase()}`} onClick={() => setChanging(true)}><IconPencil size={16} /></ActionIcon>}>{children}</Fact>
      <Suspense>{changing && form(() => setChanging(false))}</Suspense>
    </>
  );
}
