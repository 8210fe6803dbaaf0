import { MultiSelect, type MultiSelectProps, Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { FindWhoDocument } from '../gql/graphql';
import { useRead } from '../hub/read';

interface WhoProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchValue' | 'onSearchChange'> {
  value?: string | null;
  onChange: (id: string | null) => void;
  /** Who was chosen when the form opened: shown though a search does not find them. */
  now?: { id: string; name: string } | null | undefined;
  /** An organisation that is no choice. */
  except?: string;
}

const more = '';
const context = { additionalTypenames: ['Organisation', 'User'] };

/** Chooses a partner organisation by the beginnings of words of its name. */
export const PartnerSelect = (props: WhoProps) => <WhoSelect {...props} staff={false} organisationId={null} nobody="No partner is called that" />;

/** Chooses one of the staff of an organisation in the same way; nobody, before the organisation is chosen. */
export const StaffSelect = (props: WhoProps & { organisationId: string | null }) => (
  <WhoSelect key={props.organisationId} disabled={!props.organisationId} {...props} staff nobody="Nobody there is called that" />
);

interface Who {
  id: string;
  name: string;
}

/** Who is called as wanted says. The hub is asked while the name is typed, so that it does not matter how many there are. */
function useWho(wanted: string, { staff, organisationId, pause = false }: { staff: boolean; organisationId: string | null; pause?: boolean }) {
  const [search] = useDebouncedValue(wanted, 150);
  const [{ data, fetching }] = useRead({ query: FindWhoDocument, variables: { staff, organisationId, search }, pause, context });
  const answer = staff ? data?.users : data?.organisations;
  return { found: answer?.nodes ?? [], hasMore: answer?.pageInfo.hasNextPage ?? false, answered: answer !== undefined && !fetching && wanted === search };
}

/** The choices of a list in which the hub searches: what it found for other words, or what is only shown because it was chosen, is no choice. */
function choicesOf(found: Who[], shown: Who[], hasMore: boolean, answered: boolean): Pick<SelectProps, 'data' | 'filter'> {
  return {
    data: [...shown.map(({ id, name }) => ({ value: id, label: name })), ...(hasMore ? [{ value: more, label: 'There are more: type a part of the name', disabled: true }] : [])],
    filter: ({ options }) => (answered ? options.filter((each) => 'value' in each && (each.value === more || found.some(({ id }) => id === each.value))) : []),
  };
}

function WhoSelect({ staff, organisationId, nobody, now, except, value = null, onChange, ...props }: WhoProps & { staff: boolean; organisationId: string | null; nobody: string }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(now ?? null);
  const name = chosen !== null && chosen.id === value ? chosen.name : '';
  const wanted = typed === name ? '' : typed.trim(); // the name of who is chosen is no search
  const { found: all, hasMore, answered } = useWho(wanted, { staff, organisationId, pause: staff && !organisationId });
  const found = all.filter(({ id }) => id !== except);
  const shown = chosen && name && !found.some(({ id }) => id === value) ? [...found, chosen] : found;
  return (
    <Select searchable {...props} value={value === '' ? null : value} searchValue={typed} onSearchChange={setTyped}
      onChange={(id) => {
        setChosen(found.find((each) => each.id === id) ?? null);
        onChange(id);
      }}
      {...choicesOf(found, shown, hasMore, answered)}
      selectFirstOptionOnChange={answered && wanted !== ''} // once they stand there: Enter takes the first
      nothingFoundMessage={answered ? nobody : 'Searching'} />
  );
}

/** Chooses several partners, or staff of any of them, by the beginnings of words of their names. first is offered before all others. */
export function WhoFilter({ staff, chosen, first, onChange, ...props }: Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & { staff: boolean; chosen: Who[]; first?: Who | undefined; onChange: (ids: string[]) => void }) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const { found: all, hasMore, answered } = useWho(wanted, { staff, organisationId: null });
  const found = first && wanted === '' ? [first, ...all.filter(({ id }) => id !== first.id)] : all;
  const shown = [...found, ...chosen.filter(({ id }) => !found.some((each) => each.id === id))];
  return (
    <MultiSelect searchable clearable {...props} value={chosen.map(({ id }) => id)} onChange={onChange} searchValue={typed} onSearchChange={setTyped}
      {...choicesOf(found, shown, hasMore, answered)} nothingFoundMessage={answered ? 'Nobody is called that' : 'Searching'} />
  );
}
