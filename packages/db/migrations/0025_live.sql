-- What tells desks that something changed.
select 1;
