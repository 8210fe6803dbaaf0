import { Alert, Anchor, List } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef } from 'react';
import type { Problem } from '../hub/trouble';

/** Puts problems beside the fields of a form that they belong to. */
export function showProblems<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, problems: Problem[]) {
  form.setErrors(Object.fromEntries(problems.map(({ field, message }) => [field, message])));
}

/** Lists all that is wrong with a form, first thing in it and with the focus; each entry leads to its field. */
export function ProblemSummary<Values extends Record<string, unknown>>({ form }: { form: UseFormReturnType<Values> }) {
  const summary = useRef<HTMLDivElement>(null);
  const problems = Object.entries(form.errors);
  useEffect(() => {
    if (Object.keys(form.errors).length > 0) summary.current?.focus();
  }, [form.errors]);
  if (problems.length === 0) return null;

  return (
    <Alert ref={summary} tabIndex={-1} role="alert" color="red.9" variant="outline" title="There is a problem">
      <List size="sm" listStyleType="none">
        {problems.map(([field, message]) => {
          const input = form.getInputNode(field);
          return (
            <List.Item key={field}>
              {input ? <Anchor component="button" type="button" c="red.9" ta="left" size="sm" onClick={() => input.focus()}>{message}</Anchor> : message}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}
