-- What lists are narrowed to, where few of a tenant's many reports have it. None of these holds a report that was only taken in:
-- an intake pays for none of them, and what waits at the door is found by its state.
create index report_by_category on simpul.report (tenant, category, received_at desc, id desc) where state <> 'received';
-- An area is asked for with all within it, so its entries stand in no other order.
create index report_by_area on simpul.report (tenant, area collate "C") where state <> 'received';
-- Most are complaints, and not urgent: a list of those is full before long.
create index report_by_class on simpul.report (tenant, class, received_at desc, id desc)
  where state <> 'received' and class <> 'complaint';
create index report_by_urgency on simpul.report (tenant, urgency, received_at desc, id desc)
  where state <> 'received' and urgency <> 'normal';
-- Where a flag is common its index is not needed, and where it is rare it is small.
create index report_anonymous on simpul.report (tenant, received_at desc, id desc) where state <> 'received' and anonymous;
create index report_secret on simpul.report (tenant, received_at desc, id desc) where state <> 'received' and secret;
-- These two nothing has that was only taken in.
create index report_supervisory on simpul.report (tenant, received_at desc, id desc) where supervisory;
create index report_handed_back on simpul.report (tenant, received_at desc, id desc) where hops > 0;
-- The newest of what is late: what is not is passed over within the index.
create index report_by_age_due on simpul.report (tenant, received_at desc, id desc, due_at)
  where state <> 'received' and due_at is not null;
-- What was only taken in lies in the index of its state with what lists are narrowed to: what is something else is passed over
-- within the index. The same entry as before, some bytes longer. The id is not in it (0024).
drop index simpul.report_by_state;
create index report_by_state on simpul.report
  (tenant, state, received_at desc, category, class, area collate "C", urgency, channel, anonymous, secret);
