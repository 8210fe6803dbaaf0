import { List } from '@mantine/core';
import { fieldWords, valueWords } from '../screens/employer/history';

/** What a change made of each field: before, and now. */
export function FieldChanges({ fields }: { fields: { field: string; before: string | null; after: string | null }[] }) {
  return (
    <List size="sm" listStyleType="none">
      {fields.map(({ field, before, after }) => (
        <List.Item key={field}>{fieldWords(field)}: {before === null ? valueWords(after) : `${valueWords(before)}, now ${valueWords(after)}`}</List.Item>
      ))}
    </List>
  );
}
