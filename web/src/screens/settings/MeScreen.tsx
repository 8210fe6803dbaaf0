import { Alert, Button, Group, NumberInput, Radio, Select, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type DigestRhythm, MySettingsDocument, type SettingsFactsFragment, UpdateMySettingsDocument, type WorkingDay } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMoment } from '../../words/date';
import { choices, digestRhythm, messageState, workingDay } from '../../words/label';
import { SettingsFrame } from './SettingsFrame';

const withSettings = changesWith('UserSettings');

/** What I choose for myself: when my digest comes, and when an employer has gone quiet. */
export default function MeScreen() {
  const [{ data, error }, again] = useRead({ query: MySettingsDocument, requestPolicy: 'cache-and-network', context: withSettings });
  return (
    <SettingsFrame title="My settings" note="For you alone">
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data?.mySettings && <Settings settings={data.mySettings} again={again} />}
    </SettingsFrame>
  );
}

function Settings({ settings, again }: { settings: SettingsFactsFragment; again: () => void }) {
  const [update, busy] = useChange(UpdateMySettingsDocument);
  const [saved, setSaved] = useState(false);
  const form = useForm<{ digest: DigestRhythm; digestDay: WorkingDay; quietDaysKeyAccounts: number | string; quietDays: number | string }>({
    initialValues: { digest: settings.digest, digestDay: settings.digestDay, quietDaysKeyAccounts: settings.quietDaysKeyAccounts, quietDays: settings.quietDays },
    validate: { quietDaysKeyAccounts: days, quietDays: days },
    onValuesChange: () => setSaved(false),
  });
  const save = form.onSubmit(async ({ digest, digestDay, quietDaysKeyAccounts, quietDays }) => {
    const changes = { digest, digestDay, quietDaysKeyAccounts: Number(quietDaysKeyAccounts), quietDays: Number(quietDays) };
    const { data, error } = await update({ input: { version: settings.version, ...changes } });
    const problems = problemsOf(error, data?.updateMySettings.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    form.resetDirty(changes);
    setSaved(true);
    again();
  });

  return (
    <form onSubmit={save} noValidate aria-label="My settings">
      <Stack gap="xl" maw={560}>
        <ProblemSummary form={form} />
        <section aria-labelledby="digest">
          <Title order={2} id="digest" mb="xs">Digest by e-mail</Title>
          {settings.digestRefusedAt && (
            <Alert color="red.9" variant="outline" mb="sm" title="Your digest has stopped">The mail server refused your address on {longMoment(settings.digestRefusedAt)}. Ask an administrator to put it right, then choose again.</Alert>
          )}
          <Text size="sm" mb="sm">One e-mail at eight with your tasks, referrals that wait for you, employers of yours that have gone quiet, and answers that came in. It is never empty.</Text>
          <Radio.Group label="How often" {...form.getInputProps('digest')}>
            <Stack gap="xs" mt={4}>{choices(digestRhythm).map(({ value, label }) => <Radio key={value} value={value} label={label} />)}</Stack>
          </Radio.Group>
          {form.values.digest === 'WEEKLY' && <Select label="On" w={200} mt="sm" allowDeselect={false} data={choices(workingDay)} {...form.getInputProps('digestDay')} />}
          <Came settings={settings} />
        </section>
        <section aria-labelledby="quiet">
          <Title order={2} id="quiet" mb="xs">Gone quiet</Title>
          <Text size="sm" mb="sm">Employers that you lead are shown on Today, and told once in your digest, when nobody was in touch with them for so many days.</Text>
          <Group gap="md" align="start">
            <NumberInput label="Days for key accounts" w={220} min={1} max={3650} allowDecimal={false} clampBehavior="none" {...form.getInputProps('quietDaysKeyAccounts')} />
            <NumberInput label="Days for others" w={220} min={1} max={3650} allowDecimal={false} clampBehavior="none" {...form.getInputProps('quietDays')} />
          </Group>
        </section>
        <Group gap="md">
          <Button type="submit" loading={busy}>Save</Button>
          <Text size="sm" role="status">{saved ? 'Saved' : ''}</Text>
        </Group>
      </Stack>
    </form>
  );
}

const days = (value: number | string) => (Number(value) >= 1 && Number(value) <= 3650 ? null : 'Enter 1 to 3650 days');

/** When the last digest came, and when the next will. */
function Came({ settings: { nextDigestAt, lastDigest } }: { settings: SettingsFactsFragment }) {
  const last = lastDigest && (lastDigest.sentAt ? `The last one: ${longMoment(lastDigest.sentAt)}, ${messageState[lastDigest.state].toLowerCase()}.` : `The last one: ${messageState[lastDigest.state].toLowerCase()}${lastDigest.reason ? `, ${lastDigest.reason}` : ''}.`);
  return <Text size="sm" c="dimmed" mt="sm">{[last, nextDigestAt && `The next one: ${longMoment(nextDigestAt)}, if there is anything to tell.`].filter(Boolean).join(' ')}</Text>;
}
