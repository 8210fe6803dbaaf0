import { Anchor, Badge, Button, Group, Text, Timeline } from '@mantine/core';
import { IconArrowsExchange, IconAward, IconBriefcase, IconBuildingFactory2, IconCalendarEvent, IconClipboardCheck, IconFlag, IconHandStop, IconHeartHandshake, IconMail, IconMapPin, IconMessage, IconMessageQuestion, IconPhone, IconSchool, IconTool, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useSubscription } from 'urql';
import { type Channel, EmployerTimelineNewsDocument, EmployerTimelinePageDocument, type EmployerTimelinePageQuery, type TimelineKind } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMomentDay } from '../../words/date';
import { useMay, useViewer } from '../../shell/viewer';
import { theme } from '../../words/label';
import { useLogInteraction } from '../interaction/open';

const CorrectInteraction = lazy(() => import('../interaction/CorrectInteraction'));

type Entry = NonNullable<EmployerTimelinePageQuery['employer']>['timeline']['nodes'][number];

const icons: Record<TimelineKind, typeof IconMail> = { INTERACTION: IconMessage, MESSAGE: IconMail, RESPONSE: IconClipboardCheck, REFERRAL: IconArrowsExchange, CONSENT: IconHandStop, ISSUE: IconMessageQuestion, NETWORK: IconUsersGroup, MEETING: IconUsersGroup, ACCREDITATION: IconAward, PRACTICE: IconHeartHandshake, OPPORTUNITY: IconBriefcase, PLACEMENT: IconBriefcase, RECORD: IconBuildingFactory2, EDUCATION: IconSchool, COMMITMENT: IconFlag };
const channelIcons: Record<Channel, typeof IconMail> = { MEETING: IconUsers, CALL: IconPhone, EMAIL: IconMail, VISIT: IconMapPin, EVENT: IconCalendarEvent, SERVICE: IconTool };

/** Everything that happened, kept up to date while it is looked at. */
export function TimelineTab({ employerId, onNews }: { employerId: string; onNews: () => void }) {
  const [news, setNews] = useState(0);
  // News says only that there is some: it is read like the rest, with the same rights.
  useSubscription({ query: EmployerTimelineNewsDocument, variables: { id: employerId } }, (_, entry) => {
    setNews((count) => count + 1);
    onNews();
    return entry;
  });
  return <Pages page={(place) => <TimelinePage employerId={employerId} news={news} {...place} />} />;
}

function TimelinePage({ employerId, news, after, more }: PagePlace & { employerId: string; news: number }) {
  const [{ data, error }, again] = useRead({ query: EmployerTimelinePageDocument, variables: { id: employerId, after }, requestPolicy: 'cache-and-network' });
  useEffect(() => {
    if (news > 0) again();
  }, [news, again]);
  const logInteraction = useLogInteraction();
  const timeline = data?.employer?.timeline;
  if (!timeline) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (timeline.nodes.length === 0) {
    return <Empty title="Nothing has happened yet" action={<Button size="xs" onClick={() => logInteraction()}>Log interaction</Button>}>Log the first contact and it stands here for every partner.</Empty>;
  }
  return (
    <>
      <Timeline bulletSize={28} lineWidth={1} active={-1}>
        {timeline.nodes.map((entry) => {
          const Icon = entry.interaction ? channelIcons[entry.interaction.channel] : icons[entry.kind];
          return (
            <Timeline.Item key={entry.id} bullet={<Icon size={15} aria-hidden />} title={<EntryTitle entry={entry} />}>
              {entry.text && <Text size="sm">{entry.text}</Text>}
              {entry.response && <Text size="sm"><Anchor component={Link} to={`/employers/${employerId}/diagnostics`} replace size="sm">See the answers</Anchor></Text>}
              <Group gap="xs">
                <Text size="xs" c="dimmed">{[longMomentDay(entry.at), entry.who].filter(Boolean).join(' · ')}</Text>
                {entry.interaction && <Correct interaction={entry.interaction} what={entry.title} />}
              </Group>
            </Timeline.Item>
          );
        })}
      </Timeline>
      {more(timeline.pageInfo)}
    </>
  );
}

function EntryTitle({ entry: { title, interaction } }: { entry: Entry }) {
  return (
    <Group gap="xs">
      <Text fw={600} size="sm">{title}</Text>
      {interaction?.themes.map((each) => <Badge key={each} size="sm" variant="default" tt="none" fw={500}>{theme[each]}</Badge>)}
      {interaction?.state === 'DRAFT' && <Badge size="sm" variant="light" tt="none">Draft</Badge>}
      {interaction?.visibility === 'OWN_ORGANISATION' && <Badge size="sm" variant="light" tt="none">Only your organisation</Badge>}
    </Group>
  );
}

/** Opens what the own organisation logged, to correct it or to finish a draft. */
function Correct({ interaction, what }: { interaction: NonNullable<Entry['interaction']>; what: string }) {
  const may = useMay();
  const { organisation } = useViewer();
  const [open, setOpen] = useState(false);
  if (!may('WRITE_ENGAGEMENT') || interaction.organisation.id !== organisation.id) return null;
  const words = interaction.state === 'DRAFT' ? 'Finish' : 'Correct';
  return (
    <>
      <Anchor component="button" type="button" size="xs" underline="always" mih={24} aria-label={`${words}: ${what}`} onClick={() => setOpen(true)}>{words}</Anchor>
      <Suspense>{open && <CorrectInteraction id={interaction.id} onDone={() => setOpen(false)} />}</Suspense>
    </>
  );
}
