import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconBooks, IconBuildingFactory2, IconChecklist, IconMessagePlus, IconPlus, IconSearch, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FindDocument } from '../gql/graphql';
import { useRead } from '../hub/read';
import { useAddTask, useLogInteraction } from '../screens/interaction/open';
import { usePlaces } from './places';
import { useDoesTasks, useMay } from './viewer';

export const openPalette = () => spotlight.open();

/** Ctrl+K: jumps to an employer, a person or an offer, goes to a screen, logs an interaction. */
export function Palette() {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 120);
  const navigate = useNavigate();
  const may = useMay();
  const doesTasks = useDoesTasks();
  const logInteraction = useLogInteraction();
  const addTask = useAddTask();
  const [{ data, fetching }] = useRead({ query: FindDocument, variables: { text: search }, pause: search === '' });
  const found = search === '' ? undefined : data?.search;
  const { employers = [], people = [], offers = [] } = found ?? {};

  const actions = [
    ...usePlaces().map(({ label, to, icon: Icon }) => ({ label: `Go to ${label}`, icon: <Icon size={18} aria-hidden />, run: () => void navigate(to) })),
    ...(may('WRITE_ENGAGEMENT')
      ? [
          { label: 'Log interaction', icon: <IconMessagePlus size={18} aria-hidden />, run: () => logInteraction() },
          { label: 'Add employer', icon: <IconPlus size={18} aria-hidden />, run: () => void navigate('/employers?add') },
        ]
      : []),
    ...(doesTasks ? [{ label: 'Add task', icon: <IconChecklist size={18} aria-hidden />, run: addTask }] : []),
  ].filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));

  return (
    <Spotlight.Root query={typed} onQueryChange={setTyped} shortcut="mod + K" scrollable maxHeight={420} attributes={{ content: { 'aria-label': 'Search' } }}>
      <Spotlight.Search placeholder="Search employers, people and offers" aria-label="Search" leftSection={<IconSearch size={18} aria-hidden />} />
      <Spotlight.ActionsList>
        {employers.length > 0 && (
          <Spotlight.ActionsGroup label={found?.corrected ? 'Employers with a name like that' : 'Employers'}>
            {employers.map(({ id, name, companyNumber, postcode }) => (
              <Spotlight.Action key={id} label={name} description={[companyNumber, postcode].filter(Boolean).join(' · ')}
                leftSection={<IconBuildingFactory2 size={18} aria-hidden />} onClick={() => void navigate(`/employers/${id}`)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {people.length > 0 && (
          <Spotlight.ActionsGroup label="People">
            {people.map(({ id, jobTitle, person, employer }) => (
              <Spotlight.Action key={id} label={person.name ?? ''} description={[jobTitle, employer.name].filter(Boolean).join(' · ')}
                leftSection={<IconUser size={18} aria-hidden />} onClick={() => void navigate(`/people/${person.id}`)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {offers.length > 0 && (
          <Spotlight.ActionsGroup label="Offers">
            {offers.map(({ id, title, provider }) => (
              <Spotlight.Action key={id} label={title} description={provider.name} leftSection={<IconBooks size={18} aria-hidden />} onClick={() => void navigate(`/directory/${id}`)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label="Do">
            {actions.map(({ label, icon, run }) => <Spotlight.Action key={label} label={label} leftSection={icon} onClick={run} />)}
          </Spotlight.ActionsGroup>
        )}
        {employers.length + people.length + offers.length + actions.length === 0 && <Spotlight.Empty>{fetching ? 'Searching' : 'Nothing is called that'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
