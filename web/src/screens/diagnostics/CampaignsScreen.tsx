import { Anchor, Badge, Button, Group, Select, Table } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { type CampaignFilter, type CampaignKind, type CampaignState, CampaignsDocument, QuestionnairesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { SearchBox } from '../../parts/SearchBox';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';
import { longDay } from '../../words/date';
import { campaignKind, campaignState, choices } from '../../words/label';
import classes from '../../parts/Table.module.css';
import { Sections } from './Sections';
import { useStartCampaign } from './useStartCampaign';
import { useChoice, useSetParam } from '../../parts/useChoice';

/** Diagnostics that were sent, the latest first. */
export default function CampaignsScreen() {
  const may = useMay();
  if (!may('READ_ANSWERS') && !may('SEND_DIAGNOSTICS')) return <NoPermission title="Diagnostics" />;
  return (
    <Screen title="Diagnostics" actions={may('SEND_DIAGNOSTICS') && <NewCampaign />}>
      <Sections />
      <Filtered />
    </Screen>
  );
}

function NewCampaign() {
  const [start, busy] = useStartCampaign();
  return <Button size="xs" loading={busy} onClick={() => start({})}>New campaign</Button>;
}

function Filtered() {
  const [{ data }] = useRead({ query: QuestionnairesDocument });
  const questionnaires = data?.questionnaires ?? [];
  const [params] = useSearchParams();
  const set = useSetParam();
  const [state, setState] = useChoice<CampaignState>('state', campaignState);
  const [kind, setKind] = useChoice<CampaignKind>('kind', campaignKind);
  const [key, setKey] = useChoice('questionnaire', Object.fromEntries(questionnaires.map((each) => [each.key, each.name])));
  const search = params.get('q') ?? '';
  const filter: CampaignFilter = {
    ...(search && { search }), ...(state && { stateIn: [state] }), ...(kind && { kindIn: [kind] }), ...(key && { questionnaireKey: key }),
  };
  return (
    <>
      <Group gap="sm" role="search" align="end">
        <SearchBox placeholder="Words of the name" value={search} onChange={(words) => set('q', words || null)} />
        <Select label="State" size="xs" w={140} clearable placeholder="Any" data={choices(campaignState)} value={state} onChange={setState} />
        <Select label="Kind" size="xs" w={220} clearable placeholder="Any" data={choices(campaignKind)} value={kind} onChange={setKind} />
        <Select label="Questionnaire" size="xs" w={220} clearable placeholder="Any" data={questionnaires.map((each) => ({ value: each.key, label: each.name }))} value={key} onChange={setKey} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <CampaignsPage {...place} filter={filter} />} />
    </>
  );
}

function CampaignsPage({ after, more, filter }: PagePlace & { filter: CampaignFilter }) {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: CampaignsDocument, variables: { filter, after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.campaigns;
  if (nodes.length === 0 && after === null && Object.keys(filter).length > 0) return <Empty title="No campaign fits">Change or clear what you asked for above.</Empty>;
  if (nodes.length === 0 && after === null) {
    return (
      <Empty title="No diagnostic was sent yet" action={may('SEND_DIAGNOSTICS') && <NewCampaign />}>
        Start a campaign to many employers, or choose some in the list of employers and press Add to campaign.
      </Empty>
    );
  }
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Diagnostic</Table.Th><Table.Th>State</Table.Th><Table.Th ta="right">Answered</Table.Th><Table.Th ta="right" className={classes.wide}>Part done</Table.Th>
            <Table.Th ta="right" className={classes.wide}>Said not now</Table.Th><Table.Th className={classes.wide}>Closes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map(({ id, name, state, figures, closesOn }) => (
            <Table.Tr key={id}>
              <Table.Td><Anchor component={Link} to={`/diagnostics/${id}`} size="sm" fw={600}>{name}</Anchor></Table.Td>
              <Table.Td><Badge variant="default" tt="none">{campaignState[state]}</Badge></Table.Td>
              <Table.Td ta="right">{state === 'DRAFT' ? 'Not sent yet' : `${number(figures.submitted)} of ${number(figures.invited)}`}</Table.Td>
              <Table.Td ta="right" className={classes.wide}>{number(figures.started)}</Table.Td>
              <Table.Td ta="right" className={classes.wide}>{number(figures.declined)}</Table.Td>
              <Table.Td className={classes.wide}>{longDay(closesOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
