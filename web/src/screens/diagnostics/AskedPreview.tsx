import { List, Stack, Text, Title } from '@mantine/core';
import { answeredBy, type Definition, optionsOf, type Question } from './definition';

/** What a questionnaire asks, part by part. */
export function AskedPreview({ definition: { about, sections } }: { definition: Definition }) {
  return (
    <Stack gap="lg" maw={720}>
      <Text size="sm">{about}</Text>
      {sections.map(({ title, questions }) => (
        <Stack key={title} gap="sm" component="section" aria-label={title}>
          <Title order={2} size="h3">{title}</Title>
          {questions.map((question) => <Asked key={question.id} question={question} />)}
        </Stack>
      ))}
    </Stack>
  );
}

function Asked({ question }: { question: Question }) {
  const { text, hint, required, when, rows, rowsFrom, fields } = question;
  const options = optionsOf(question);
  const notes = [answeredBy(question), required ? 'needs an answer' : 'may be left out', ...(when ? ['asked only after some answers'] : []), ...(rowsFrom ? ['rows are earlier entries'] : [])];
  return (
    <div>
      <Text size="sm" fw={600}>{text}</Text>
      {hint && <Text size="sm">{hint}</Text>}
      <Text size="xs" c="dimmed">{notes.join(', ')}</Text>
      {rows && rows.length > 0 && <List size="sm" withPadding>{rows.map(({ id, text: row }) => <List.Item key={id}>{row}</List.Item>)}</List>}
      {options.length > 0 && <List size="sm" withPadding>{options.map((option, n) => <List.Item key={n}>{option}</List.Item>)}</List>}
      {fields && <Stack gap="xs" pl="md" mt="xs">{fields.map((field) => <Asked key={field.id} question={field} />)}</Stack>}
    </div>
  );
}
