import { Anchor, Badge, Card, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { CampaignDocument, type CampaignFactsFragment, type CampaignQuery } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { number } from '../../words/count';
import { longDay, longMomentDay } from '../../words/date';
import { campaignState, invitationState } from '../../words/label';
import classes from './CampaignsScreen.module.css';
import { StateBar } from './StateBar';

/** One sending of a questionnaire: how it stands, and with whom. */
export default function CampaignScreen() {
  const { id = '' } = useParams();
  return <CampaignOf key={id} id={id} />;
}

function CampaignOf({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: CampaignDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { campaign } = data;
  if (!campaign) return <Missing what="diagnostic" />;
  const { figures, launchedBy } = campaign;
  return (
    <Screen
      title={campaign.name}
      badge={<Badge variant="light" tt="none">{campaignState[campaign.state]}</Badge>}
      note={`${campaign.questionnaireName} · sent ${longMomentDay(campaign.launchedAt)}${launchedBy ? ` by ${launchedBy.name}` : ''}, ${campaign.organisation.name} · closes ${longDay(campaign.closesOn)}`}
    >
      <StateBar figures={figures} />
      <Figures figures={figures} />
      <Stack gap="xs" component="section" aria-label="Invitations">
        <Title order={2}>Invitations</Title>
        <Pages page={(place) => <Invitations id={id} {...place} />} />
      </Stack>
    </Screen>
  );
}

function Figures({ figures: { invited, sent, submitted, started, stopped } }: { figures: CampaignFactsFragment['figures'] }) {
  const rate = invited === 0 ? 0 : Math.round((submitted / invited) * 100);
  const shown = [
    { n: `${rate}%`, label: 'Answered', note: `${number(submitted)} of ${number(invited)}` },
    { n: number(sent), label: 'Sent', note: sent < invited ? `${number(invited - sent)} still to go` : 'All of them' },
    { n: number(started), label: 'Part done', note: 'Saved, not submitted' },
    { n: number(stopped), label: 'Stopped', note: 'Objected, left or bounced' },
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {shown.map(({ n, label, note }) => (
        <Card withBorder p="md" key={label}>
          <Text size="xl" fw={650}>{n}</Text><Text size="sm">{label}</Text><Text size="xs" c="dimmed">{note}</Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

type Invitation = NonNullable<CampaignQuery['campaign']>['invitations']['nodes'][number];

function standing({ state, response }: Invitation): string {
  if (state === 'OPEN' && response) return 'Part done';
  return invitationState[state];
}

function Invitations({ id, after, more }: PagePlace & { id: string }) {
  const [{ data, error }, again] = useRead({ query: CampaignDocument, variables: { id, after } });
  if (!data?.campaign) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.campaign.invitations;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Asked</Table.Th><Table.Th>Standing</Table.Th><Table.Th className={classes.wide}>Next reminder</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td><Anchor component={Link} to={`/employers/${invitation.employer.id}/diagnostics`} size="sm">{invitation.employer.name}</Anchor></Table.Td>
              <Table.Td>{invitation.person.name ?? 'Hidden'}</Table.Td>
              <Table.Td>{standing(invitation)}{invitation.response?.reference ? `, ${invitation.response.reference}` : ''}</Table.Td>
              <Table.Td className={classes.wide}>{invitation.nextReminderAt ? longMomentDay(invitation.nextReminderAt) : 'None'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
