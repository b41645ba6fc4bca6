import { Anchor, AppShell, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import type { ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Acts } from "./acting/acts.tsx";
import { useArrival } from "./arrival.ts";
import { Live } from "./live/live.tsx";
import { Language } from "./parts/door.tsx";
import { useMe } from "./me.tsx";
import { screensOf } from "./nav.ts";
import type { Screen } from "./nav.ts";
import { useSession } from "./session.tsx";
import { useSignOut } from "./sign-out.ts";
import { useSay } from "./speech.tsx";
import { useKeyboard } from "./work/keys.tsx";
import { Overlays } from "./work/overlays.tsx";
import { presets } from "./work/presets.ts";
import { Count, useCounts, useReviewCount } from "./work/views.tsx";

/** What stands around every screen. Screens are links, so they open in tabs and their address can be sent. */
export function Shell() {
  const t = useSay();
  const here = useMe();
  const { show } = useKeyboard();
  const [open, { toggle, close }] = useDisclosure();
  useArrival(`${here.me.tenant.name} · Simpul`);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !open } }}
      padding={{ base: "sm", sm: "md" }}
    >
      <AppShell.Header px="md">
        <Anchor href="#work" className="skip">
          {t("desk.skip")}
        </Anchor>
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("desk.menu")}
              aria-expanded={open}
            />
            <Text fw={700} visibleFrom="sm">
              Simpul
            </Text>
            <Text size="sm" truncate title={here.me.tenant.name}>
              {here.me.tenant.name}
            </Text>
          </Group>
          <Group gap={4} wrap="nowrap" flex="none">
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => show("palette")}
              visibleFrom="sm"
              aria-keyshortcuts="Control+K"
            >
              {t("desk.find")} <span className="shell-key">Ctrl K</span>
            </Button>
            <Language />
            <Who />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t("desk.menu")}>
        <Screens close={close} />
      </AppShell.Navbar>
      <AppShell.Main id="work" tabIndex={-1}>
        <Live />
        <Outlet />
      </AppShell.Main>
      <Acts />
      <Overlays />
    </AppShell>
  );
}

/** Screens whose first list is counted beside their link. */
const counted = ["verification", "routing", "inbox", "board", "examination"] as const;

function Screens({ close }: { readonly close: () => void }) {
  const t = useSay();
  const { show } = useKeyboard();
  const here = screensOf(useMe());
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const lists = counted.filter((screen) => here.includes(screen));
  const countOf = useCounts(lists.map((screen) => presets[screen].filter));
  const reviews = useReviewCount(here.includes("reviews"));
  const link = (screen: Screen | "account") => {
    const isHere = path === `/${screen}` || path.startsWith(`/${screen}/`);
    const index = lists.findIndex((each) => each === screen);
    return (
      <NavLink
        key={screen}
        component={Link}
        to={`/${screen}`}
        label={t(`screen.${screen}`)}
        rightSection={<Count words={screen === "reviews" ? reviews : countOf(index)} />}
        active={isHere}
        aria-current={isHere ? "page" : undefined}
        onClick={close}
        py={6}
      />
    );
  };
  return (
    <Stack gap={2} h="100%">
      {here.map(link)}
      <Stack gap={2} mt="auto">
        {link("account")}
        <Leave hiddenFrom="sm" justify="flex-start" />
        <Button
          variant="subtle"
          size="compact-sm"
          justify="flex-start"
          visibleFrom="sm"
          onClick={() => show("help")}
        >
          {t("list.keys.title")} <span className="shell-key">?</span>
        </Button>
      </Stack>
    </Stack>
  );
}

/** Who is signed in, and the way out. */
function Who() {
  const { user } = useSession();
  return (
    <>
      <Anchor
        component={Link}
        to="/account"
        size="sm"
        c="inherit"
        visibleFrom="sm"
        className="shell-name"
      >
        {user.name}
      </Anchor>
      <Leave visibleFrom="sm" />
    </>
  );
}

/** Above the work where there is room, on a phone behind the menu. */
function Leave(props: Pick<ButtonProps, "hiddenFrom" | "visibleFrom" | "justify">) {
  const t = useSay();
  const leave = useSignOut();
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => void leave()} {...props}>
      {t("desk.signOut")}
    </Button>
  );
}
