import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

let first = true;

/** A screen with its title: names the browser tab, and takes the focus when a person comes from another screen. */
export function Screen({ title, note, badge, actions, children }: {
  title: string;
  /** One line beside or below the title. */
  note?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Employer hub`;
  }, [title]);
  useEffect(() => {
    if (!first) heading.current?.focus();
    first = false;
  }, []);

  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <Box miw={0}>
          <Group gap="sm">
            <Title order={1} tabIndex={-1} ref={heading}>{title}</Title>
            {badge}
          </Group>
          {note && <Text c="dimmed" size="sm" component="div">{note}</Text>}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
