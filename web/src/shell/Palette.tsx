import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconBuildingFactory2, IconMessagePlus, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FindEmployersDocument } from '../gql/graphql';
import { useRead } from '../hub/read';
import { useLogInteraction } from '../screens/interaction/open';
import { usePlaces } from './places';
import { useMay } from './viewer';

export const openPalette = () => spotlight.open();

/** Ctrl+K: jumps to an employer, goes to a screen, logs an interaction. */
export function Palette() {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 120);
  const navigate = useNavigate();
  const may = useMay();
  const logInteraction = useLogInteraction();
  const [{ data, fetching }] = useRead({ query: FindEmployersDocument, variables: { search }, pause: search === '' });
  const employers = search === '' ? [] : (data?.employers.nodes ?? []);

  const actions = [
    ...usePlaces().map(({ label, to, icon: Icon }) => ({ label: `Go to ${label}`, icon: <Icon size={18} aria-hidden />, run: () => void navigate(to) })),
    ...(may('WRITE_ENGAGEMENT')
      ? [
          { label: 'Log interaction', icon: <IconMessagePlus size={18} aria-hidden />, run: () => logInteraction() },
          { label: 'Add employer', icon: <IconPlus size={18} aria-hidden />, run: () => void navigate('/employers?add') },
        ]
      : []),
  ].filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));

  return (
    <Spotlight.Root query={typed} onQueryChange={setTyped} shortcut="mod + K" scrollable maxHeight={420} attributes={{ content: { 'aria-label': 'Search' } }}>
      <Spotlight.Search placeholder="Search employers by name, number or postcode" aria-label="Search" leftSection={<IconSearch size={18} aria-hidden />} />
      <Spotlight.ActionsList>
        {employers.length > 0 && (
          <Spotlight.ActionsGroup label="Employers">
            {employers.map(({ id, name, companyNumber, postcode }) => (
              <Spotlight.Action key={id} label={name} description={[companyNumber, postcode].filter(Boolean).join(' · ')}
                leftSection={<IconBuildingFactory2 size={18} aria-hidden />} onClick={() => void navigate(`/employers/${id}`)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label="Do">
            {actions.map(({ label, icon, run }) => <Spotlight.Action key={label} label={label} leftSection={icon} onClick={run} />)}
          </Spotlight.ActionsGroup>
        )}
        {employers.length === 0 && actions.length === 0 && <Spotlight.Empty>{fetching ? 'Searching' : 'Nothing is called that'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
