import { Select, type SelectProps } from '@mantine/core';
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

/** The hub is asked while the name is typed, so that it does not matter how many there are. */
function WhoSelect({ staff, organisationId, nobody, now, except, value = null, onChange, ...props }: WhoProps & { staff: boolean; organisationId: string | null; nobody: string }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(now ?? null);
  const name = chosen !== null && chosen.id === value ? chosen.name : '';
  const wanted = typed === name ? '' : typed.trim(); // the name of who is chosen is no search
  const [search] = useDebouncedValue(wanted, 150);
  const [{ data, fetching }] = useRead({ query: FindWhoDocument, variables: { staff, organisationId, search }, pause: staff && !organisationId, context });
  const answer = staff ? data?.users : data?.organisations;
  const answered = answer !== undefined && !fetching && wanted === search;
  const found = (answer?.nodes ?? []).filter(({ id }) => id !== except);
  const shown = chosen && name && !found.some(({ id }) => id === value) ? [...found, chosen] : found;
  return (
    <Select searchable {...props} value={value === '' ? null : value} searchValue={typed} onSearchChange={setTyped}
      onChange={(id) => {
        setChosen(found.find((each) => each.id === id) ?? null);
        onChange(id);
      }}
      data={[...shown.map((each) => ({ value: each.id, label: each.name })), ...(answer?.pageInfo.hasNextPage ? [{ value: more, label: 'There are more: type a part of the name', disabled: true }] : [])]}
      // The hub found them; what it found for other words is no choice.
      filter={({ options }) => (answered ? options.filter((each) => 'value' in each && (each.value === more || found.some(({ id }) => id === each.value))) : [])}
      selectFirstOptionOnChange={answered && wanted !== ''} // once they stand there: Enter takes the first
      nothingFoundMessage={answered ? nobody : 'Searching'} />
  );
}
