import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type PartnerFactsFragment, PartnersDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { organisationKind } from '../../words/label';
import { AgreementForm, EndAgreement, PartnerForm } from './PartnerForms';
import { SettingsFrame } from './SettingsFrame';

const withPartners = changesWith('Partner');

/** Partner organisations, and how long each may see personal data. */
export default function PartnersScreen() {
  const [adding, setAdding] = useState(false);
  return (
    <SettingsFrame title="Partners" needs="ADMINISTER_ACCESS" note="A partner sees people and notes only while a data-sharing agreement holds"
      actions={<Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add partner</Button>}>
      <Pages page={(place) => <PartnersPage {...place} />} />
      {adding && <PartnerForm partner={undefined} onDone={() => setAdding(false)} />}
    </SettingsFrame>
  );
}

function PartnersPage({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: PartnersDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withPartners });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return (
    <Stack gap="lg">
      {data.partners.nodes.map((partner) => <PartnerLine key={partner.organisation.id} partner={partner} today={data.today} />)}
      {more(data.partners.pageInfo)}
    </Stack>
  );
}

function PartnerLine({ partner, today }: { partner: PartnerFactsFragment; today: string }) {
  const { organisation, users, agreements, sharesUntil } = partner;
  const [doing, setDoing] = useState<ReactNode>();
  const done = () => setDoing(undefined);
  return (
    <section aria-label={organisation.name}>
      <Group gap="xs">
        <Text fw={600}>{organisation.name}</Text>
        <Badge size="sm" variant="default" tt="none" fw={500} c={sharesUntil ? undefined : 'orange.9'}>{sharesUntil ? `Shares data until ${longDay(sharesUntil)}` : 'Shares no personal data'}</Badge>
      </Group>
      <Text size="sm" c="dimmed">{organisationKind[organisation.kind]} · {counted(users, 'user')}</Text>
      {agreements.map((agreement) => (
        <Group key={agreement.id} gap="xs">
          <Text size="sm">{agreement.reference}: {longDay(agreement.from)} to {longDay(agreement.until)}</Text>
          {agreement.until >= today && (
            <Button size="compact-xs" variant="subtle" aria-label={`End earlier: ${agreement.reference} of ${organisation.name}`} onClick={() => setDoing(<EndAgreement agreement={agreement} today={today} onDone={done} />)}>End earlier</Button>
          )}
        </Group>
      ))}
      <Group gap="xs" mt={4}>
        <Button size="compact-sm" variant="default" aria-label={`Change ${organisation.name}`} onClick={() => setDoing(<PartnerForm partner={partner} onDone={done} />)}>Change</Button>
        <Button size="compact-sm" variant="default" aria-label={`Add agreement of ${organisation.name}`} onClick={() => setDoing(<AgreementForm partner={partner} today={today} onDone={done} />)}>Add agreement</Button>
      </Group>
      {doing}
    </section>
  );
}
