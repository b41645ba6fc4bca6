-- Lists and search of the desk.
select 1;
