import { Button, Card, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { PreviewTextsDocument, type PreviewTextsQuery, type TextFactsFragment } from '../../gql/graphql';
import { problemsOf } from '../../hub/trouble';

type Rendered = PreviewTextsQuery['previewTexts'][number];

/** Subject and body of one kind of message, with what they say to a made-up person. */
export function WordsFields({ text, versionId, subject, body, onChange }: {
  text: TextFactsFragment;
  versionId: string | undefined;
  subject: string;
  body: string;
  onChange: (words: { subject: string; body: string }) => void;
}) {
  const client = useClient();
  const [shown, setShown] = useState<Rendered | string>();
  const preview = async () => {
    if (!versionId) return;
    const { data, error } = await client.query(PreviewTextsDocument, { questionnaireVersionId: versionId, texts: [{ key: text.key, subject, body }] }, { requestPolicy: 'network-only' });
    setShown(data?.previewTexts[0] ?? problemsOf(error, [])[0]?.message ?? 'It could not be shown. Try again.');
  };
  return (
    <>
      <TextInput label="Subject" value={subject} onChange={(event) => onChange({ subject: event.currentTarget.value, body })} />
      <Textarea label="Text" autosize minRows={6} maxRows={20} value={body} onChange={(event) => onChange({ subject, body: event.currentTarget.value })}
        description={`Fields: ${text.fields.map((field) => `{${field}}`).join(' ')}. Blank lines part paragraphs; one that begins with {link} is the button. Who sends it and how to stop is added to every message.`} />
      <Button size="xs" variant="default" w="fit-content" onClick={() => void preview()}>Show what it says</Button>
      {typeof shown === 'string' && <Text size="sm" c="red.9" role="alert">{shown}</Text>}
      {shown && typeof shown !== 'string' && (
        <Card withBorder p="md" role="status">
          <Text size="sm" fw={600} mb="xs">{shown.subject}</Text>
          {shown.text.split('\n\n').map((paragraph) => <Text size="sm" mb="xs" key={paragraph}>{paragraph}</Text>)}
        </Card>
      )}
    </>
  );
}
