import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { MessageTextsDocument, type TextFactsFragment, UpdateMessageTextDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { textKey } from '../../words/label';
import { Sections } from './Sections';
import { WordsFields } from './WordsFields';

/** The words of the messages about questionnaires, which managers may change. */
export default function TextsScreen() {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: MessageTextsDocument, requestPolicy: 'cache-and-network', pause: !may('READ_ANSWERS') && !may('SEND_DIAGNOSTICS') });
  if (!may('READ_ANSWERS') && !may('SEND_DIAGNOSTICS')) return <NoPermission title="Texts" />;
  const version = data?.questionnaires.find(({ key }) => key === 'diagnostic')?.published?.id;
  return (
    <Screen title="Texts">
      <Sections />
      <Text size="sm">These words go into campaigns that are launched from now on. A campaign keeps the words that it was launched with.</Text>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      <Stack gap="md">{data?.messageTexts.map((text) => <TextCard key={`${text.key} ${text.version}`} text={text} versionId={version} again={again} />)}</Stack>
    </Screen>
  );
}

function TextCard({ text, versionId, again }: { text: TextFactsFragment; versionId: string | undefined; again: () => void }) {
  const may = useMay();
  const [words, setWords] = useState({ subject: text.subject, body: text.body });
  const [trouble, setTrouble] = useState<string>();
  const [update, busy] = useChange(UpdateMessageTextDocument);
  const changed = words.subject !== text.subject || words.body !== text.body;
  const save = async (to: { subject: string; body: string }) => {
    const { data, error } = await update({ input: { key: text.key, version: text.version, ...to } });
    const problem = problemsOf(error, data?.updateMessageText.userErrors)[0]?.message;
    setTrouble(problem);
    if (problem) return;
    notifications.show({ message: `${textKey[text.key]}: saved` });
    again();
  };
  return (
    <Card withBorder p="md" component="section" aria-label={textKey[text.key]}>
      <Stack gap="sm">
        <Group gap="sm"><Title order={2} size="h3">{textKey[text.key]}</Title>{text.custom && <Badge variant="default" tt="none">Changed by a manager</Badge>}</Group>
        {trouble && <Alert role="alert" color="red.9" variant="outline" title="There is a problem">{trouble}</Alert>}
        {may('MANAGE_RULES') ? (
          <>
            <WordsFields text={text} versionId={versionId} {...words} onChange={setWords} />
            <Group gap="xs">
              <Button size="xs" loading={busy} disabled={!changed} onClick={() => void save(words)}>Save</Button>
              {text.custom && <Button size="xs" variant="default" loading={busy} onClick={() => void save({ subject: '', body: '' })}>Back to the hub’s own words</Button>}
            </Group>
          </>
        ) : (
          <>
            <Text size="sm" fw={600}>{text.subject}</Text>
            {text.body.split('\n\n').map((paragraph) => <Text size="sm" key={paragraph}>{paragraph}</Text>)}
          </>
        )}
      </Stack>
    </Card>
  );
}
