import { Button, Checkbox, Group, Select, Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { IssueSectorsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { choices, theme } from '../../words/label';
import IssueList from './IssueList';
import { issueState } from './words';

const RaiseForm = lazy(() => import('./IssueForm'));

/** What was raised in a network, and what became of it. */
export default function IssuesTab({ network, today }: { network: { id: string; name: string }; today: string }) {
  const mayWrite = useMay()('WRITE_ENGAGEMENT');
  const [params] = useSearchParams();
  const set = useSetParam();
  const [raising, setRaising] = useState(false);
  const [state, chooseState] = useChoice('state', issueState);
  const [about, chooseAbout] = useChoice('theme', theme);
  const [{ data }] = useRead({ query: IssueSectorsDocument });
  const sectors = Object.fromEntries((data?.sicSections ?? []).map(({ letter, name }) => [letter, name]));
  const [sector, chooseSector] = useChoice('sector', sectors);
  const mine = params.get('mine') === 'yes';
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end">
        <Select label="State" size="xs" w={150} placeholder="All" clearable data={choices(issueState)} value={state} onChange={chooseState} />
        <Select label="About" size="xs" w={170} placeholder="Anything" clearable data={choices(theme)} value={about} onChange={chooseAbout} />
        <Select label="Sector" size="xs" w={240} placeholder="Any" clearable data={Object.entries(sectors).map(([value, label]) => ({ value, label }))} value={sector} onChange={chooseSector} />
        {mayWrite && <Checkbox label="Mine to answer" mb={6} checked={mine} onChange={(event) => set('mine', event.currentTarget.checked ? 'yes' : null)} />}
        {mayWrite && <Button size="xs" onClick={() => setRaising(true)}>Raise an issue</Button>}
      </Group>
      <IssueList
        key={`${network.id} ${state ?? ''} ${about ?? ''} ${sector ?? ''} ${mine}`}
        filter={{ networkId: network.id, stateIn: state ? [state] : null, themeIn: about ? [about] : null, sectorIn: sector ? [sector] : null, mine: mine ? true : null }}
        empty="Members raise what they struggle with, at a meeting or between. Each issue has somebody who owns the response, and ends with an answer to the network."
      />
      <Suspense>{raising && <RaiseForm network={network} today={today} onDone={() => setRaising(false)} />}</Suspense>
    </Stack>
  );
}
