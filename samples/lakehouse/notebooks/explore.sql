-- Databricks notebook source
-- The last weeks at a glance.
SELECT day, orders, revenue
FROM IDENTIFIER(:catalog || '.gold.revenue_by_day')
WHERE day >= current_date() - INTERVAL 28 DAYS
ORDER BY day
